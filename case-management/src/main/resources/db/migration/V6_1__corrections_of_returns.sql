-- A body that was told what turned out to be wrong is told that too. Both stay on record, and the same can be reported anew.
ALTER TABLE reportable_absences
    DROP CONSTRAINT reportable_absences_status_check,
    ADD CONSTRAINT reportable_absences_status_check
        CHECK (status IN ('DUE', 'HELD', 'REPORTED', 'LAPSED', 'CORRECTED')),
    ADD COLUMN corrected_at timestamptz CHECK ((corrected_at IS NOT NULL) = (status = 'CORRECTED')),
    ADD COLUMN corrected_by text CHECK ((corrected_by IS NULL) = (corrected_at IS NULL)),
    ADD COLUMN correction_reference text,
    DROP CONSTRAINT reportable_absences_case_id_kind_body_key;
CREATE UNIQUE INDEX reportable_absences_one_stands ON reportable_absences (case_id, kind, body)
    WHERE status <> 'CORRECTED' AND NOT correction_due;
