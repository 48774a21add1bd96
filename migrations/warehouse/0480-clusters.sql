-- Which group of customers with like habits a customer is in: '1' to '6'; '' where groups were not found.
ALTER TABLE {db}.customer_values {on_cluster} ADD COLUMN IF NOT EXISTS cluster LowCardinality(String);
-- The chance of no order within the next 90 days, and in how many days half of such customers order again; NULL where no model says.
ALTER TABLE {db}.customer_values {on_cluster} ADD COLUMN IF NOT EXISTS risk Nullable(Float64);
ALTER TABLE {db}.customer_values {on_cluster} ADD COLUMN IF NOT EXISTS next_days Nullable(Float64);
