package io.prompttuner.gateway.tenant;

import io.prompttuner.store.name.TenantSlug;

/** Who a token belongs to. */
public record Caller(TenantSlug tenant, Role role) {

    /** The tenant's name, as it stands in events. */
    public String name() {
        return tenant.text();
    }
}
