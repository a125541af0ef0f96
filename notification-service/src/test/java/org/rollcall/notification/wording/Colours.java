package org.rollcall.notification.wording;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollcall.notification.wording.Chromium.Scheme;

/** The colours of a style sheet that knows selectors of one name, colours of six digits, and one scheme besides the light. */
record Colours(Map<String, String> values) {

    private static final Pattern RULE = Pattern.compile("([.\\w]+)\\s*\\{([^{}]*)}");
    private static final Pattern COLOUR = Pattern.compile("(?<![-\\w])(background|color)\\s*:\\s*#(\\p{XDigit}{6})");
    private static final String DARK = "@media (prefers-color-scheme: dark)";

    static Colours of(String sheet, Scheme scheme) {
        var dark = sheet.indexOf(DARK);
        var values = new HashMap<String, String>();
        read(sheet.substring(0, dark), values);
        if (scheme == Scheme.DARK) {
            read(sheet.substring(dark + DARK.length()), values);
        }
        return new Colours(values);
    }

    private static void read(String rules, Map<String, String> values) {
        RULE.matcher(rules)
                .results()
                .forEach(rule -> COLOUR.matcher(rule.group(2))
                        .results()
                        .forEach(found -> values.put(rule.group(1) + " " + found.group(1), found.group(2))));
    }

    /** How far a text's colour is from what it stands on: 1 is the same, 21 is black on white (WCAG 2.2, 1.4.3). */
    double contrast(String text, String ground) {
        var one = luminance(colour(text, "color"));
        var other = luminance(colour(ground, "background"));
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private String colour(String selector, String property) {
        return Optional.ofNullable(values.get(selector + " " + property))
                .orElseThrow(() -> new IllegalStateException("No %s of %s".formatted(property, selector)));
    }

    private static double luminance(String colour) {
        return 0.2126 * light(colour, 0) + 0.7152 * light(colour, 2) + 0.0722 * light(colour, 4);
    }

    private static double light(String colour, int at) {
        var share = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
