#!/usr/bin/env python3
"""Every message Seventh composes is read as meant by readers that owe it nothing: Python's email and npm mailparser.

    mime_test.py GENERATOR [COUNT] [SEED]

The generator makes drafts with hostile names, subjects, bodies, addresses and files; one in ten is poisoned with line ends or
other control characters and must be refused.
"""
import base64
import collections
import email
import email.header
import email.policy
import email.utils
import hashlib
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
NODE_MODULES = HERE.parent / "e2e" / "node_modules" / "mailparser"
KNOWN = {"from", "to", "reply-to", "subject", "date", "message-id", "in-reply-to", "references", "mime-version", "content-type",
         "content-transfer-encoding", "list-unsubscribe", "list-unsubscribe-post"}
TOLD = 5


def squeeze(text):
    """Line ends and blanks at line ends do not count: quoted-printable keeps them, readers trim them."""
    return "\n".join(line.rstrip(" \t\xa0") for line in text.replace("\r\n", "\n").split("\n")).strip("\n")


def ascii_domain(address):
    """mailparser shows domains as people write them."""
    local, at, domain = address.partition("@")
    return local + at + domain.encode("idna").decode()


def wire_faults(raw):
    faults = []
    if re.search(rb"[\x80-\xff]", raw):
        faults.append("a byte above 127")
    if re.search(rb"(?<!\r)\n|\r(?!\n)", raw):
        faults.append("a bare CR or LF")
    if max(len(line) for line in raw.split(b"\r\n")) > 998:
        faults.append("a line above 998")
    head = raw.partition(b"\r\n\r\n")[0]
    if max(len(line) for line in head.split(b"\r\n")) > 320:
        faults.append("a header line that was not folded")
    return faults


def read_by_python(raw):
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    old = email.message_from_bytes(raw)

    def person(header):
        if mail[header] is None:
            return None, None
        (address,) = mail[header].addresses
        # Python 3.11 keeps the blank between two encoded words of a name (RFC 2047 6.2 drops it); its older reader does not.
        name = email.utils.parseaddr(old[header])[0]
        return str(email.header.make_header(email.header.decode_header(name))), address.addr_spec

    def ids(header):
        return " ".join(str(mail[header]).split()).replace("<", "").replace(">", "") if mail[header] else None
    files = [{"name": part.get_filename(), "type": part.get_content_type(),
              "sha256": hashlib.sha256(part.get_payload(decode=True)).hexdigest()} for part in mail.iter_attachments()]
    return {"from_name": person("From")[0], "from_address": person("From")[1], "to_name": person("To")[0],
            "to_address": person("To")[1], "reply_to": person("Reply-To")[1], "subject": str(mail["Subject"]),
            "text": mail.get_body(("plain",)).get_content(), "html": mail.get_body(("html",)).get_content(),
            "message_id": ids("Message-ID"), "in_reply_to": ids("In-Reply-To"), "references": ids("References"),
            "date_s": mail["Date"].datetime.timestamp(), "files": files,
            "header_names": sorted(name.lower() for name in mail.keys())}


def differences(meant, read):
    found = []

    def same(key, wanted, got):
        if wanted != got:
            found.append(f"{key}: meant {str(wanted)[:300]!a}, read {str(got)[:300]!a}")
    for key in ("from_address", "to_address", "reply_to"):
        same(key, (meant[key] or "").lower(), ascii_domain((read[key] or "").lower()))
    for key in ("from_name", "to_name"):
        same(key, (meant[key] or "").strip(), (read[key] or "").strip())
    same("subject", meant["subject"].strip(), read["subject"].strip())
    for key in ("message_id", "in_reply_to", "references"):
        same(key, meant[key], read[key].replace("<", "").replace(">", "") if read[key] else None)
    same("date", meant["date_s"], read["date_s"])
    text = squeeze(meant["text"]) + ("\n\n----------\n" + meant["footer"] if meant["footer"] else "")
    same("text", text, squeeze(read["text"]))
    same("files", meant["files"], read["files"])
    if not read["html"].rstrip().endswith("</html>"):
        found.append("html: cut off")
    strangers = set(read["header_names"]) - KNOWN
    if strangers or len(set(read["header_names"])) != len(read["header_names"]):
        found.append(f"headers nobody meant: {read['header_names']}")
    return found


def read_by_mailparser(messages):
    if not NODE_MODULES.exists():
        return None
    done = subprocess.run(["node", str(HERE.parent / "support" / "read_mime.mjs")], input="\n".join(messages) + "\n",
                          capture_output=True, text=True, timeout=1200, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def verdict(number, what, faults, total):
    told = "".join(f"\n# {fault}" for fault in faults[:TOLD])
    print(f"{'not ok' if faults else 'ok'} {number} {what}: {total - len({f.split(' ')[0] for f in faults})} of {total}{told}")
    return bool(faults)


def main():
    generator, count, seed = sys.argv[1], *(sys.argv[2:] + ["300", "7"][len(sys.argv) - 2:])
    lines = subprocess.run([generator, count, seed], capture_output=True, text=True, check=True).stdout.splitlines()
    cases = [json.loads(line) for line in lines]
    poisoned = [case for case in cases if case["must_refuse"]]
    composed = [case for case in cases if "meant" in case]
    refused = [case["refused"] for case in cases if not case["must_refuse"] and "refused" in case]
    kinds = collections.Counter(re.sub(r"“.*?”", "X", why) for why in refused)
    print("1..5")
    print(f"# {len(cases)} drafts, {len(composed)} composed, {len(poisoned)} poisoned; refused otherwise: {dict(kinds)}")
    failed = verdict(1, "poisoned drafts are refused",
                     [f"{i} {base64.b64decode(case['message'])[:200]!a}" for i, case in enumerate(poisoned) if "message" in case],
                     len(poisoned))
    odd = [f"{i} {why}" for i, why in enumerate(refused) if "may stand before the @" not in why and 'holds no "=?"' not in why]
    failed |= verdict(2, "the others are refused only for a name no address or file can have", odd, len(refused))
    raws = [base64.b64decode(case["message"]) for case in composed]
    failed |= verdict(3, "as the wire wants it", [f"{i} {fault}" for i, raw in enumerate(raws) for fault in wire_faults(raw)],
                      len(raws))
    failed |= verdict(4, "Python reads what was meant",
                      [f"{i} {what}" for i, (case, raw) in enumerate(zip(composed, raws))
                       for what in differences(case["meant"], read_by_python(raw))], len(raws))
    read = read_by_mailparser([case["message"] for case in composed])
    if read is None:
        print("ok 5 mailparser # SKIP npm mailparser is not there, and that matters; run `make setup`")
    else:
        assert len(read) == len(composed)
        failed |= verdict(5, "mailparser reads what was meant", [f"{i} {what}" for i, (case, got) in enumerate(zip(composed, read))
                                                               for what in differences(case["meant"], got)], len(raws))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
