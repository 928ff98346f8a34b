"""What is exported and taken in again is the same case: for as many made-up cases as are asked for."""
