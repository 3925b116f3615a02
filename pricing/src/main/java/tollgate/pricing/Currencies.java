package tollgate.pricing;

import java.util.Currency;

/** Codes of ISO 4217. */
final class Currencies {
    private Currencies() {}

    /** @throws IllegalArgumentException that says what is wrong and what to do */
    static String checked(String code) {
        boolean exists = Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
        if (exists) {
            return code;
        }
        throw new IllegalArgumentException(
                "unknown currency '" + code + "'; use a code of ISO 4217 in capitals, such as USD or CNY");
    }
}
