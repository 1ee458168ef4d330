"""Work that can be killed: functions over the store, run in worker processes within limits."""
