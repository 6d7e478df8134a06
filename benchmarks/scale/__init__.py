"""The size of the Hub: real list rows under new ids, a server for them, and what each step of the work costs."""
