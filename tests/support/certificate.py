#!/usr/bin/env python3
"""Makes a certificate authority and a server certificate for 127.0.0.1 and localhost, by the openssl command.

`certificate.py DIR` leaves ca.pem, cert.pem and key.pem in DIR, and stranger.pem: an authority that signed nothing.
"""
import pathlib
import subprocess
import sys

NAMES = "subjectAltName=IP:127.0.0.1,DNS:localhost"


def openssl(*arguments):
    subprocess.run(("openssl",) + arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def authority(key, certificate, name):
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", f"/CN={name}",
            "-keyout", str(key), "-out", str(certificate))


def make(folder, rsa=False):
    """`rsa`: for a server that cannot use a key on an elliptic curve."""
    kind = ("rsa:2048",) if rsa else ("ec", "-pkeyopt", "ec_paramgen_curve:P-256")
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    authority(folder / "ca.key", folder / "ca.pem", "Seventh test authority")
    authority(folder / "stranger.key", folder / "stranger.pem", "Some other authority")
    extensions = folder / "names.cnf"
    extensions.write_text(NAMES + "\n")
    openssl("req", "-newkey", *kind, "-nodes", "-subj", "/CN=localhost", "-keyout",
            str(folder / "key.pem"), "-out", str(folder / "request.pem"))
    openssl("x509", "-req", "-in", str(folder / "request.pem"), "-CA", str(folder / "ca.pem"), "-CAkey", str(folder / "ca.key"),
            "-CAcreateserial", "-days", "30", "-extfile", str(extensions), "-out", str(folder / "cert.pem"))
    return folder


if __name__ == "__main__":
    make(sys.argv[1])
