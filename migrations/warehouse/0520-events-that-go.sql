-- Events are never rewritten, but they go when they may not be kept any longer: the projection is built again without them.
ALTER TABLE {db}.events {on_cluster} MODIFY SETTING lightweight_mutation_projection_mode = 'rebuild';
