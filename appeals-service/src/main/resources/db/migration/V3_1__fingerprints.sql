-- The words of a mail that may be a reference stood here in plain, beside the text that is sealed. Keyed fingerprints of them
-- take their place; mails that wait already are left to the person for whom they wait.
UPDATE mails SET mentioned = '{}';
