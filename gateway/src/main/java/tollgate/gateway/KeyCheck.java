package tollgate.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;

/** Tells whether a private key is that of a certificate: while files are replaced one after the other, it is not. */
final class KeyCheck {
    private static final byte[] TEXT = "tollgate".getBytes(StandardCharsets.US_ASCII);

    static void check(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(TEXT);
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certificate);
        verifying.update(TEXT);
        if (!verifying.verify(signing.sign())) {
            throw new SignatureException("the key is not that of the certificate");
        }
    }

    private KeyCheck() {}
}
