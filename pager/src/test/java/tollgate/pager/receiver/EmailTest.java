package tollgate.pager.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.linecorp.armeria.testing.junit5.server.SelfSignedCertificateExtension;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tollgate.pager.page.Language;
import tollgate.pager.page.PageAction;

/** By a real SMTP server. */
class EmailTest {
    @RegisterExtension
    static final SelfSignedCertificateExtension own = new SelfSignedCertificateExtension("127.0.0.1");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.setUser("pager@example.org", "pager", "right");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aPageArrivesWithTheSameIdEachTime() throws Exception {
        Email email = email("right", Email.Security.NONE, server.getSmtp().getPort());
        assertThat(email.send(Pages.of(PageAction.TRIGGER, Language.ZH))).isEqualTo(new Outcome.Delivered());
        assertThat(email.send(Pages.of(PageAction.TRIGGER, Language.ZH))).isEqualTo(new Outcome.Delivered());

        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received).hasSize(2);
        assertThat(received[0].getMessageID())
                .isEqualTo("<0123456789abcdef@tollgate>")
                .isEqualTo(received[1].getMessageID());
        assertThat(received[0].getSubject()).startsWith("【告警】模型不可用：qwen");
        assertThat(received[0].getContent().toString()).contains("数值 85.5，阈值 50", "1. look");
        assertThat(received[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received[0].getAllRecipients()).hasSize(1);
    }

    @Test
    void whereEncryptionIsRequiredNothingGoesWithoutIt() {
        Email email = email("right", Email.Security.STARTTLS, server.getSmtp().getPort());
        assertThat(email.send(Pages.of(PageAction.TRIGGER, Language.EN))).isInstanceOf(Outcome.Retry.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aPageGoesEncryptedWhereTheServerOffersIt() throws Exception {
        try (StartTlsServer encrypting = new StartTlsServer(own.privateKey(), own.certificate())) {
            Email email = email("right", Email.Security.STARTTLS, encrypting.port());
            assertThat(email.send(Pages.of(PageAction.TRIGGER, Language.EN))).isEqualTo(new Outcome.Delivered());
            assertThat(encrypting.clearText())
                    .startsWith("EHLO")
                    .contains("STARTTLS")
                    .doesNotContain("MAIL", "AUTH");
            assertThat(encrypting.encryptedText())
                    .contains("MAIL FROM:<pager@example.org>", "Message-ID: <0123456789abcdef@tollgate>");
        }
    }

    @Test
    void aWrongPasswordIsNotTriedForEver() {
        Email email = email("wrong", Email.Security.NONE, server.getSmtp().getPort());
        assertThat(email.send(Pages.of(PageAction.TRIGGER, Language.EN)))
                .isEqualTo(new Outcome.Refused("the mail server refuses name or password"));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void whereNobodyListensItIsTriedAgain() {
        int port = server.getSmtp().getPort();
        server.stop();
        assertThat(email("right", Email.Security.NONE, port).send(Pages.of(PageAction.TRIGGER, Language.EN)))
                .isInstanceOf(Outcome.Retry.class);
    }

    private static Email email(String password, Email.Security security, int port) {
        Properties more = new Properties();
        more.put("mail.smtp.ssl.checkserveridentity", "false");
        more.put("mail.smtp.ssl.trust", "*");
        return new Email(
                new Email.Settings(
                        "127.0.0.1",
                        port,
                        "pager@example.org",
                        List.of("oncall@example.org"),
                        "pager",
                        password,
                        security),
                more);
    }
}
