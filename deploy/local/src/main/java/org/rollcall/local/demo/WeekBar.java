package org.rollcall.local.demo;

import java.io.PrintStream;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.rollcall.campus.Day;
import org.rollcall.campus.Week;

/** Shows how far a week is lived: a bar on a terminal, elsewhere a line when it is over. */
final class WeekBar implements AutoCloseable {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.UK);
    private static final int WIDTH = 100;
    private static final int REFRESH_MILLIS = 100;

    private final PrintStream out;
    private final String name;
    private final @Nullable ProgressBar bar;
    private final long begun = System.nanoTime();
    private int published;

    WeekBar(Week week, PrintStream out, boolean terminal) {
        this.out = out;
        this.name = "Week %d, %s%s"
                .formatted(
                        week.number(),
                        DATE.format(week.monday()),
                        week.remark().isEmpty() ? "" : " (" + week.remark() + ")");
        this.bar = terminal
                ? ProgressBar.builder()
                        .setTaskName("%-34s".formatted(name))
                        .setInitialMax(week.days().size())
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(REFRESH_MILLIS)
                        .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                        .hideEta()
                        .build()
                : null;
    }

    void livingThrough(Day day) {
        if (bar != null) {
            bar.setExtraMessage(DAY.format(day.date()));
        }
    }

    void lived(int lines) {
        published += lines;
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.setExtraMessage("%,5d records".formatted(published));
            bar.close();
        } else {
            out.printf("%-34s  %,6d records, lived in %.1f s%n", name, published, (System.nanoTime() - begun) / 1e9);
        }
    }
}
