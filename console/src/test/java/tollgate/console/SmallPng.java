package tollgate.console;

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
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes a picture of a page a third of its size: a page has few colours, and of those that smooth its letters a few are enough. */
final class SmallPng {
    private static final int COLOURS = 40;
    private static final int FARTHEST = 3 * 255;

    private SmallPng() {}

    static byte[] of(byte[] png) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                counts.merge(picture.getRGB(x, y), 1, Integer::sum);
            }
        }
        List<Integer> palette = palette(counts);
        Map<Integer, Integer> indices = new HashMap<>();
        counts.keySet().forEach(colour -> indices.put(colour, nearest(palette, colour)));
        BufferedImage small = new BufferedImage(
                picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model(palette));
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                small.getRaster().setSample(x, y, 0, indices.getOrDefault(picture.getRGB(x, y), 0));
            }
        }
        return write(small);
    }

    /** One after the other the colour that is the most wrongly shown so far: by how often it is there, and how far from those that are chosen. */
    private static List<Integer> palette(Map<Integer, Integer> counts) {
        List<Integer> palette = new ArrayList<>();
        Map<Integer, Integer> distances = new HashMap<>();
        counts.keySet().forEach(colour -> distances.put(colour, FARTHEST));
        while (palette.size() < Math.min(COLOURS, counts.size())) {
            int worst = counts.keySet().stream()
                    .max(Comparator.comparingLong(colour -> wrong(counts, distances, colour)))
                    .orElseThrow();
            palette.add(worst);
            distances.replaceAll((colour, distance) -> Math.min(distance, distance(colour, worst)));
        }
        return palette;
    }

    private static long wrong(Map<Integer, Integer> counts, Map<Integer, Integer> distances, Integer colour) {
        long distance = distances.getOrDefault(colour, FARTHEST);
        return counts.getOrDefault(colour, 0) * distance * distance;
    }

    private static int nearest(List<Integer> palette, int colour) {
        int nearest = 0;
        for (int i = 1; i < palette.size(); i++) {
            if (distance(palette.get(i), colour) < distance(palette.get(nearest), colour)) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static int distance(int one, int other) {
        return Math.abs(channel(one, 16) - channel(other, 16))
                + Math.abs(channel(one, 8) - channel(other, 8))
                + Math.abs(channel(one, 0) - channel(other, 0));
    }

    private static int channel(int colour, int shift) {
        return (colour >> shift) & 0xff;
    }

    private static IndexColorModel model(List<Integer> palette) {
        int bits = 8;
        byte[] red = new byte[palette.size()];
        byte[] green = new byte[palette.size()];
        byte[] blue = new byte[palette.size()];
        for (int i = 0; i < palette.size(); i++) {
            red[i] = (byte) channel(palette.get(i), 16);
            green[i] = (byte) channel(palette.get(i), 8);
            blue[i] = (byte) channel(palette.get(i), 0);
        }
        return new IndexColorModel(bits, palette.size(), red, green, blue);
    }

    private static byte[] write(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(0); // the smallest: PNG loses nothing
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
