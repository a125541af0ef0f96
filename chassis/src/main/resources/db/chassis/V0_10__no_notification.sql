-- The relay is woken in its own process: a transaction with a notification commits only when no other one does.
DROP TRIGGER outbox_wakes_relay ON outbox;
DROP FUNCTION wake_relay();
