"""Reading a parsed sentence: words repaired where the tokenizer errs, noun phrases with what they denote."""
