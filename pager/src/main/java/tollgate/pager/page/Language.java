package tollgate.pager.page;

import java.util.Locale;

/** The language of pages. */
public enum Language {
    EN,
    ZH;

    /** As files have it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The language of a code.
     *
     * @throws IllegalArgumentException with one line that says which there are
     */
    public static Language of(String code) {
        for (Language language : values()) {
            if (language.code().equals(code)) {
                return language;
            }
        }
        throw new IllegalArgumentException("'" + code + "' is no language of pages; write en or zh");
    }
}
