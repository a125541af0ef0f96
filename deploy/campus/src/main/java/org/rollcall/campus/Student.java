package org.rollcall.campus;

/** Somebody who studies here, with a card. */
record Student(
        String id,
        String givenName,
        String familyName,
        String email,
        Programme programme,
        int level,
        String card,
        Behaviour behaviour) {}
