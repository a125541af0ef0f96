package org.rollcall.engagement.week;

import java.util.regex.Pattern;
import org.rollcall.chassis.problem.Problems;
import org.rollcall.engagement.assessment.AcademicYear;

/** Academic years in a request. */
public final class AcademicYears {

    private static final Pattern YEAR = Pattern.compile("(\\d{4})/\\d{2}");

    private AcademicYears() {}

    /** The year; anything else is refused as the parameter's fault. */
    public static AcademicYear parse(String parameter, String text) {
        var matcher = YEAR.matcher(text);
        if (matcher.matches()) {
            var year = new AcademicYear(Integer.parseInt(matcher.group(1)));
            if (year.toString().equals(text)) {
                return year;
            }
        }
        throw Problems.badRequest(parameter, "'%s' is not an academic year, such as 2026/27".formatted(text));
    }
}
