/* DKIM (RFC 6376): signatures on outgoing mail, for those who send through a relay of their own.
 *
 * rsa-sha256 with relaxed canonicalization, because a relay may fold lines anew; by libopendkim.
 * What matters to a reader is signed, List-Unsubscribe and List-Unsubscribe-Post included (RFC 8058
 * asks for it), and the names are signed once more than they occur, so that nobody can add a second
 * Subject. There is no l= (text could be added) and no x= (mail may be delayed for days). */
#pragma once

#include "base/error.h"
#include "base/instant.h"

typedef struct {
    char *private_pem; /* RSA, 2048 bits; free with mail_dkim_key_clear(), which overwrites it */
    char *record;      /* the TXT record: "v=DKIM1; k=rsa; p=..." */
} MailDkimKey;

/* A fresh key. Takes some tenths of a second. Errors: IO. */
bool mail_dkim_key_new(MailDkimKey *ret_key, GError **error);
void mail_dkim_key_clear(MailDkimKey *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MailDkimKey, mail_dkim_key_clear)

/* Checks a selector: letters, digits and hyphens between dots, at most 63. Errors: INVALID. */
bool mail_dkim_selector_check(const char *selector, GError **error);

typedef struct {
    const char *domain, *selector; /* d= and s= */
    const char *private_pem;
} MailDkimSigner;

/* The message with a DKIM-Signature before its other headers. `message` has CRLF line ends. Errors:
 * INVALID (a key that cannot be read, a message without From), IO. */
GBytes *
mail_dkim_sign(const MailDkimSigner *signer, GBytes *message, Instant now_us, GError **error);

/* Looks whether the record is published at SELECTOR._domainkey.DOMAIN. Waits for the network.
 * Errors: NOT_FOUND (no such record, or another key's; says which name to look at), UNAVAILABLE (no
 * answer). */
bool mail_dkim_check_published(const char *domain, const char *selector, const char *record,
                               GError **error);
