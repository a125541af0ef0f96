package org.rollcall.notification;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollcall.testkit.SharedServers;

/** Puts the {@link SmtpProxy} between the service and the mail server, and hands it to the tests. */
public final class UnreliableMail implements QuarkusTestResourceLifecycleManager {

    private @Nullable SmtpProxy proxy;

    @Override
    public Map<String, String> start() {
        proxy = new SmtpProxy(SharedServers.smtpPort());
        return Map.of(
                "rollcall.mail.smtp.host", "127.0.0.1", "rollcall.mail.smtp.port", Integer.toString(proxy.port()));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(proxy, new TestInjector.MatchesType(SmtpProxy.class));
    }

    @Override
    public void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }
}
