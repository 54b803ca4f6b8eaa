-- Names in the order in which people read them, "Sprint 9" before "Sprint 10": what `Intl.Collator("und", { numeric: true })` says.
CREATE COLLATION "natural_order" (provider = icu, locale = 'und-u-kn-true');
