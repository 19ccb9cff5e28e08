#include "tests/net/certificates.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <stdlib.h>

namespace fillrate::net::testing {
namespace {

using key_ptr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using certificate_ptr = std::unique_ptr<X509, decltype(&X509_free)>;
using file_ptr = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

constexpr long day = 24 * 60 * 60;

key_ptr make_key() {
    return key_ptr(EVP_EC_gen("P-256"), &EVP_PKEY_free);
}

void add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    if (extension == nullptr) {
        throw std::runtime_error("certificate extension " + value);
    }
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

void set_name(X509* certificate, const std::string& name) {
    X509_NAME* subject = X509_get_subject_name(certificate);
    const auto* bytes = reinterpret_cast<const unsigned char*>(name.c_str());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, bytes, -1, -1, 0);
}

certificate_ptr blank(EVP_PKEY* key, const std::string& name, int serial, bool expired) {
    certificate_ptr made(X509_new(), &X509_free);
    X509_set_version(made.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -2 * day);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), expired ? -day : day);
    X509_set_pubkey(made.get(), key);
    set_name(made.get(), name);
    return made;
}

file_ptr open_file(const std::string& path) {
    file_ptr file(std::fopen(path.c_str(), "w"), &std::fclose);
    if (!file) {
        throw std::runtime_error("cannot write " + path);
    }
    return file;
}

void save(const std::string& path, X509* certificate) {
    const file_ptr file = open_file(path);
    PEM_write_X509(file.get(), certificate);
}

void save(const std::string& path, EVP_PKEY* key) {
    const file_ptr file = open_file(path);
    PEM_write_PrivateKey(file.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
}

}  // namespace

struct authority::keys {
    key_ptr key = make_key();
    certificate_ptr certificate{nullptr, &X509_free};
};

authority::authority() : keys_(std::make_unique<keys>()) {
    std::string pattern = (std::filesystem::temp_directory_path() / "fillrate-ca-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        throw std::runtime_error("no temporary directory");
    }
    directory_ = pattern;
    keys_->certificate = blank(keys_->key.get(), "Test Authority", 1, false);
    X509* self = keys_->certificate.get();
    X509_set_issuer_name(self, X509_get_subject_name(self));
    add_extension(self, self, NID_basic_constraints, "critical,CA:TRUE");
    add_extension(self, self, NID_key_usage, "critical,keyCertSign");
    X509_sign(self, keys_->key.get(), EVP_sha256());
    save(ca_file(), self);
}

authority::~authority() {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

std::string authority::ca_file() const {
    return (directory_ / "ca.pem").string();
}

certificate_files authority::issue(const certificate_wish& wish) {
    const std::string stem = (directory_ / std::to_string(++issued_)).string();
    const key_ptr key = make_key();
    const certificate_ptr made = blank(key.get(), "peer", 1 + issued_, wish.expired);
    X509* issuer = wish.self_signed ? made.get() : keys_->certificate.get();
    X509_set_issuer_name(made.get(), X509_get_subject_name(issuer));
    const bool address = wish.host.find_first_not_of("0123456789.") == std::string::npos;
    add_extension(made.get(), issuer, NID_subject_alt_name, (address ? "IP:" : "DNS:") + wish.host);
    X509_sign(made.get(), wish.self_signed ? key.get() : keys_->key.get(), EVP_sha256());
    certificate_files files{stem + ".pem", stem + ".key"};
    save(files.certificate, made.get());
    save(files.key, key.get());
    return files;
}

}  // namespace fillrate::net::testing
