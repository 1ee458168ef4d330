"""Parts that pages share: requests, rendering, tables, charts, downloads."""
