"""Which strike answers which: what is worded as a response, who responds, and to what."""
