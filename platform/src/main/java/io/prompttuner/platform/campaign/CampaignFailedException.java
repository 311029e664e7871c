package io.prompttuner.platform.campaign;

/** The campaign could not be run to its end; the message is one line. */
public final class CampaignFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    CampaignFailedException(String message) {
        super(message);
    }
}
