package org.rollcall.notification.people;

import java.text.Normalizer;

/**
 * Names as they may stand in the middle of somebody else's sentence. They come from other systems and are not ours to
 * correct, so nothing is refused here; but a name may not turn the rest of a line around, hide in it, or fill the page.
 */
public final class Names {

    private static final int LONGEST = 80;
    private static final String ISOLATE = "\u2068";
    private static final String END_OF_ISOLATE = "\u2069";

    private Names() {}

    /** For a line of text or HTML: one that is written from right to left stays within itself. */
    public static String inText(String name) {
        var plain = plain(name);
        return plain.codePoints().anyMatch(Names::runsFromTheRight) ? ISOLATE + plain + END_OF_ISOLATE : plain;
    }

    /**
     * For a header: composed, on one line, without the invisible characters that steer the direction of text, and no
     * longer than anybody's name. What joins the letters of Persian or Indian names is kept.
     */
    public static String plain(String name) {
        var kept = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC)
                .codePoints()
                .filter(character -> !isInvisible(character))
                .forEach(kept::appendCodePoint);
        var oneLine = kept.toString().strip().replaceAll("\\s+", " ");
        return oneLine.codePointCount(0, oneLine.length()) <= LONGEST
                ? oneLine
                : oneLine.substring(0, oneLine.offsetByCodePoints(0, LONGEST - 1))
                                .strip() + "…";
    }

    private static boolean isInvisible(int character) {
        final var zeroWidthNonJoiner = 0x200c;
        final var zeroWidthJoiner = 0x200d;
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> character != zeroWidthNonJoiner && character != zeroWidthJoiner;
            default -> false;
        };
    }

    private static boolean runsFromTheRight(int character) {
        return switch (Character.getDirectionality(character)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> true;
            default -> false;
        };
    }
}
