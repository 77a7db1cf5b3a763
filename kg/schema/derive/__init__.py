"""What follows from the schema; a generated file begins with the notice."""

NOTICE = "Generated from kg/schema by 'kg schema write'. Do not edit."
