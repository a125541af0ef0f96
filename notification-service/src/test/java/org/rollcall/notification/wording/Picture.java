package org.rollcall.notification.wording;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture of a page, as small as it can be kept: text on plain ground needs few colours. */
final class Picture {

    private static final int MOST_COLOURS = 16;
    private static final int BITS = 4;
    private static final int TELLABLE = 24;

    private Picture() {}

    /** The picture in its sixteen most used colours that can be told apart. */
    static byte[] inFewColours(byte[] png) throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(png));
        var width = picture.getWidth();
        var pixels = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
        var palette = palette(pixels);
        var nearest = new HashMap<Integer, Integer>();
        var small = new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_BYTE_BINARY, colours(palette));
        for (var at = 0; at < pixels.length; at++) {
            var index = nearest.computeIfAbsent(pixels[at], colour -> nearest(colour, palette));
            small.getRaster().setSample(at % width, at / width, 0, index);
        }
        var written = new ByteArrayOutputStream();
        ImageIO.write(small, "png", written);
        return written.toByteArray();
    }

    private static List<Integer> palette(int[] pixels) {
        var counts = new HashMap<Integer, Integer>();
        for (var pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        var palette = new ArrayList<Integer>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .filter(colour -> palette.size() < MOST_COLOURS
                        && palette.stream().allMatch(taken -> distance(taken, colour) >= TELLABLE))
                .forEach(palette::add);
        return palette;
    }

    private static int nearest(int colour, List<Integer> palette) {
        var best = 0;
        for (var index = 1; index < palette.size(); index++) {
            if (distance(palette.get(index), colour) < distance(palette.get(best), colour)) {
                best = index;
            }
        }
        return best;
    }

    private static IndexColorModel colours(List<Integer> palette) {
        var red = new byte[palette.size()];
        var green = new byte[palette.size()];
        var blue = new byte[palette.size()];
        for (var index = 0; index < palette.size(); index++) {
            red[index] = (byte) (palette.get(index) >> 16);
            green[index] = (byte) (palette.get(index) >> 8);
            blue[index] = (byte) (int) palette.get(index);
        }
        return new IndexColorModel(BITS, palette.size(), red, green, blue);
    }

    private static int distance(int one, int other) {
        return Math.abs((one >> 16 & 0xff) - (other >> 16 & 0xff))
                + Math.abs((one >> 8 & 0xff) - (other >> 8 & 0xff))
                + Math.abs((one & 0xff) - (other & 0xff));
    }
}
