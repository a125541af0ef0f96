package org.rollcall.engagement.assessment;

import java.time.LocalDate;
import java.time.Month;

/** 1 August to 31 July, named {@code 2026/27}. A week belongs wholly to the year of its Monday. */
public record AcademicYear(int startsIn) {

    public static AcademicYear of(LocalDate date) {
        var startsThisYear = date.getMonthValue() >= Month.AUGUST.getValue();
        return new AcademicYear(startsThisYear ? date.getYear() : date.getYear() - 1);
    }

    public LocalDate firstDay() {
        return LocalDate.of(startsIn, Month.AUGUST, 1);
    }

    public LocalDate lastDay() {
        return firstDay().plusYears(1).minusDays(1);
    }

    @Override
    public String toString() {
        return "%d/%02d".formatted(startsIn, (startsIn + 1) % 100);
    }
}
