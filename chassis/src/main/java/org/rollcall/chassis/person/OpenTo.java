package org.rollcall.chassis.person;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which roles an operation is open to. */
final class OpenTo {

    private OpenTo() {}

    /** The net of {@link OwnRows} is not spread under the operation. */
    static boolean isBesideOwnRows(ResourceInfo operation) {
        return operation.getResourceMethod() != null
                && operation.getResourceMethod().isAnnotationPresent(BesideOwnRows.class);
    }

    /** The roles as tokens carry them, in the order of their names; none where nothing stands beside the operation. */
    static Set<String> roles(ResourceInfo operation) {
        @Nullable
        RolesAllowed open = operation.getResourceMethod() == null
                ? null
                : operation.getResourceMethod().getAnnotation(RolesAllowed.class);
        if (open == null && operation.getResourceClass() != null) {
            open = operation.getResourceClass().getAnnotation(RolesAllowed.class);
        }
        var roles = new TreeSet<String>();
        if (open != null) {
            for (var role : open.value()) {
                if (role.equals(Roles.STAFF)) {
                    roles.addAll(Roles.OF_STAFF);
                } else {
                    roles.add(role);
                }
            }
        }
        return roles;
    }
}
