package org.rollcall.notification.attachments;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.runtime.TokensHelper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The service's own token, in the role that opens what is attached and nothing else; renewed before it expires. */
@ApplicationScoped
class OwnToken {

    private static final Logger LOG = Logger.getLogger(OwnToken.class);

    private final TokensHelper renewal = new TokensHelper();
    private final OidcClient provider;
    private final AttachmentSettings settings;

    OwnToken(OidcClient provider, AttachmentSettings settings) {
        this.provider = provider;
        this.settings = settings;
    }

    /** As it stands in {@code Authorization}; empty where the provider gives none within the timeout. */
    Optional<String> bearer() {
        try {
            var tokens = renewal.getTokens(provider).await().atMost(settings.timeout());
            return Optional.of("Bearer " + tokens.getAccessToken());
        } catch (RuntimeException e) {
            LOG.warnf("The provider of tokens gives none: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
