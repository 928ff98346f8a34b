"""Documents from the network: which addresses may be asked, pages, feeds."""
