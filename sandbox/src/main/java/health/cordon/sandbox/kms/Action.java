package health.cordon.sandbox.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One thing that the service can do. */
@FunctionalInterface
interface Action {
    ObjectNode answer(KmsRequest request);
}
