package org.rollcall.chassis.workingdays;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the calendar of working days: England's bank holidays, and the closure days that are configured. */
@ApplicationScoped
class WorkingDaysProducer {

    static final String CLOSURE_DAY = "University closure day";

    @Produces
    @Singleton
    WorkingDays workingDays(@ConfigProperty(name = "rollcall.closure-days") Optional<List<LocalDate>> closureDays) {
        return english(Set.copyOf(closureDays.orElse(List.of())));
    }

    static WorkingDays english(Set<LocalDate> closureDays) {
        var manager = HolidayManager.getInstance(ManagerParameters.create("gb"));
        var byYear = new ConcurrentHashMap<Integer, Map<LocalDate, String>>();
        return new WorkingDays(day -> {
            var holidays = byYear.computeIfAbsent(day.getYear(), year -> bankHolidays(manager, year));
            return Optional.ofNullable(holidays.get(day))
                    .or(() -> closureDays.contains(day) ? Optional.of(CLOSURE_DAY) : Optional.empty());
        });
    }

    private static Map<LocalDate, String> bankHolidays(HolidayManager manager, int year) {
        return manager.getHolidays(Year.of(year), "eng").stream()
                .collect(Collectors.toMap(
                        holiday -> holiday.getDate(),
                        holiday -> holiday.getDescription(Locale.UK),
                        (first, second) -> first));
    }
}
