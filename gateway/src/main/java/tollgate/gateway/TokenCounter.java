package tollgate.gateway;

/** Counts the tokens of a text, as nearly as it can. */
interface TokenCounter {
    /** At least 1 for a text that is not empty. */
    long count(CharSequence text);

    /** A token for each four characters, as in English; other languages have more. */
    TokenCounter RULE_OF_THUMB = text -> (text.length() + 3) / 4;
}
