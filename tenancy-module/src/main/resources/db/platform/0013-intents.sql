--liquibase formatted sql

--changeset cordon:erasure-intents
-- Intents are looked for by organisation, so that those of one hide nobody else's.
ALTER TABLE erasure
  ADD KEY ix_erasure_intent (state, organisation_id, id),
  DROP KEY ix_erasure_state;
