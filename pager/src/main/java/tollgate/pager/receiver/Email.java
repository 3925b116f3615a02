package tollgate.pager.receiver;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import tollgate.pager.page.Delivery;

/**
 * E-mail by SMTP. A message that is sent again has the same id, by which mail programs and servers can tell that it came twice; all of
 * one key are one thread.
 */
final class Email implements Receiver {
    /** How the connection is kept from being read. */
    enum Security {
        /** Begins in the clear, and goes on encrypted or not at all. */
        STARTTLS,
        TLS,
        NONE
    }

    /**
     * Where, and as whom.
     *
     * @param username null where the server wants none
     */
    record Settings(
            String host,
            int port,
            String from,
            List<String> to,
            @Nullable String username,
            @Nullable String password,
            Security security) {
        Settings {
            to = List.copyOf(to);
        }
    }

    private static final String PATIENCE_MS = "10000";

    private final Settings settings;
    private final Session session;

    Email(Settings settings, Properties more) {
        this.settings = settings;
        Properties properties = new Properties();
        properties.put("mail.smtp.host", settings.host());
        properties.put("mail.smtp.port", Integer.toString(settings.port()));
        properties.put("mail.smtp.connectiontimeout", PATIENCE_MS);
        properties.put("mail.smtp.timeout", PATIENCE_MS);
        properties.put("mail.smtp.writetimeout", PATIENCE_MS);
        properties.put("mail.smtp.auth", Boolean.toString(settings.username() != null));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(settings.security() == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(settings.security() == Security.STARTTLS));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(settings.security() == Security.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.putAll(more);
        this.session = Session.getInstance(properties);
    }

    @Override
    public Outcome send(Delivery delivery) {
        try {
            MimeMessage message = message(delivery);
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect(settings.username(), settings.password());
                transport.sendMessage(message, message.getAllRecipients());
            }
            return new Outcome.Delivered();
        } catch (AuthenticationFailedException e) {
            return new Outcome.Refused("the mail server refuses name or password");
        } catch (SendFailedException e) {
            return isFinal(e) ? new Outcome.Refused("the mail server refuses an address") : retry(e);
        } catch (MessagingException e) {
            return retry(e);
        }
    }

    private static boolean isFinal(SendFailedException failure) {
        return failure.getInvalidAddresses() != null
                && failure.getInvalidAddresses().length > 0
                && (failure.getValidSentAddresses() == null || failure.getValidSentAddresses().length == 0);
    }

    private static Outcome retry(MessagingException failure) {
        return Outcome.retry(
                "the mail server does not take it: " + failure.getClass().getSimpleName());
    }

    private MimeMessage message(Delivery delivery) throws MessagingException {
        PageLines lines = new PageLines(delivery.content());
        String thread = "<" + Integer.toHexString(delivery.content().key().hashCode()) + "@tollgate>";
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + delivery.id() + "@tollgate>");
            }
        };
        message.setFrom(new InternetAddress(settings.from()));
        for (String to : settings.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        message.setSubject(Texts.cut(lines.title(), Texts.LONGEST_TITLE), StandardCharsets.UTF_8.name());
        message.setHeader("References", thread);
        message.setHeader("In-Reply-To", thread);
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setSentDate(Date.from(delivery.since()));
        message.setText(lines.text(), StandardCharsets.UTF_8.name());
        return message;
    }
}
