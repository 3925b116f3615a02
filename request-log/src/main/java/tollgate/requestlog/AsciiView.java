package tollgate.requestlog;

import java.nio.charset.StandardCharsets;

/** A part of an array as characters, without a copy. */
final class AsciiView implements CharSequence {
    private byte[] bytes = {};
    private int offset;
    private int length;

    void at(byte[] newBytes, int newOffset, int newLength) {
        bytes = newBytes;
        offset = newOffset;
        length = newLength;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return (char) bytes[offset + index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().substring(start, end);
    }

    @Override
    public String toString() {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
}
