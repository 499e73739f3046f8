"""What a text asserts that can be compared exactly: amounts, dates, names, and its polarity."""
