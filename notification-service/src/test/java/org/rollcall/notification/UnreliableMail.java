package org.rollcall.notification;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollcall.testkit.SharedServers;

/**
 * Puts the {@link SmtpProxy} between the service and the mail server, has what is attached made by {@link Documents}, and
 * hands both to the tests.
 */
public final class UnreliableMail implements QuarkusTestResourceLifecycleManager {

    private @Nullable SmtpProxy proxy;
    private @Nullable Documents documents;

    @Override
    public Map<String, String> start() {
        proxy = new SmtpProxy(SharedServers.smtpPort());
        documents = new Documents();
        return Map.of(
                "rollcall.mail.smtp.host",
                "127.0.0.1",
                "rollcall.mail.smtp.port",
                Integer.toString(proxy.port()),
                "rollcall.attachments.agreements",
                documents.root(),
                "rollcall.attachments.letters",
                documents.root(),
                "quarkus.oidc-client.token-path",
                documents.root() + Documents.TOKEN);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(proxy, new TestInjector.MatchesType(SmtpProxy.class));
        injector.injectIntoFields(documents, new TestInjector.MatchesType(Documents.class));
    }

    @Override
    public void stop() {
        if (proxy != null) {
            proxy.close();
        }
        if (documents != null) {
            documents.close();
        }
    }
}
