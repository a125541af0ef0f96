package org.rollcall.notification.holds;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import org.rollcall.notification.life.Template;

/** How many e-mails of one template may leave within an hour before a person is asked. */
@ConfigMapping(prefix = "rollcall.breaker")
public interface BreakerSettings {

    /** For every template that has no limit of its own. */
    @WithDefault("2000")
    int perHour();

    /** Limits of their own, by the template's name. */
    Map<String, Integer> templates();

    /** The limit of a template. */
    default int limitOf(Template template) {
        return templates().getOrDefault(template.label(), perHour());
    }
}
