package org.rollcall.appeals.life;

import java.time.Instant;
import java.time.LocalDate;

/** When and how an appeal reached the university. What counts is when it arrived, not when somebody looked at it. */
public sealed interface Receipt {

    /** The day of arrival, Europe/London: day 0 of the time to consider the appeal. */
    LocalDate day();

    /** By REST or by e-mail: known to the instant. */
    record At(Instant instant, LocalDate day, Channel channel) implements Receipt {}

    /** By post: the day of the stamp is known, and no more. */
    record On(LocalDate day) implements Receipt {}

    /** Which way it came. */
    enum Channel {
        REST,
        EMAIL,
        POST
    }

    default Channel channel() {
        return switch (this) {
            case At at -> at.channel;
            case On on -> Channel.POST;
        };
    }
}
