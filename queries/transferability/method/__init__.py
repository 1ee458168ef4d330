"""The method: gate, distance, causal paths, criteria, ranking, further powers, gaps and comparison."""
