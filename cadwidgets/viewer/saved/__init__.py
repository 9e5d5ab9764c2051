"""A view as a file: one page of HTML that shows the model without a kernel and without a network."""
