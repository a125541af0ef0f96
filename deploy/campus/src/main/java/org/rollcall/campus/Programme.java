package org.rollcall.campus;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A programme of study.
 *
 * @param cohorts how many students are at each level
 */
record Programme(
        String code,
        String title,
        String faculty,
        String leaderName,
        String leaderEmail,
        String adminOfficeEmail,
        SortedMap<Integer, Integer> cohorts) {

    Programme {
        cohorts = new TreeMap<>(cohorts);
    }
}
