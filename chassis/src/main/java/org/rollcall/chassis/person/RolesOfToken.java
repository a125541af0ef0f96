package org.rollcall.chassis.person;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;

/** Takes the suite's roles from a token, and no others: what a provider gives besides opens nothing here. */
@ApplicationScoped
class RolesOfToken implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous()) {
            return Uni.createFrom().item(identity);
        }
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(identity.getPrincipal())
                        .addCredentials(identity.getCredentials())
                        .addAttributes(identity.getAttributes())
                        .addRoles(ours(identity.getRoles()))
                        .build());
    }

    private static Set<String> ours(Set<String> carried) {
        var roles = new HashSet<>(carried);
        roles.retainAll(Roles.OF_STAFF);
        if (!roles.isEmpty()) {
            roles.add(Roles.STAFF);
        }
        for (var role : Roles.OF_OTHERS) {
            if (carried.contains(role)) {
                roles.add(role);
            }
        }
        return roles;
    }
}
