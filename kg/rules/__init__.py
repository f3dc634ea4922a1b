"""The rule layer: word classes, rules as data, and the engine that matches them on a parsed sentence."""
