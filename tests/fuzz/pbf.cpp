#include "tests/fuzz/pbf.h"

#include <cstdint>
#include <stdexcept>
#include <zlib.h>

namespace grend::fuzz {
namespace {

// Keys of protobuf fields: number << 3 | wire type.
constexpr std::uint64_t kBytes = 2;
constexpr std::uint64_t kBlobHeaderType = 1 << 3 | kBytes, kBlobHeaderSize = 3 << 3;
constexpr std::uint64_t kBlobRaw = 1 << 3 | kBytes, kBlobRawSize = 2 << 3,
                        kBlobZlib = 3 << 3 | kBytes;

// Fields of a message in order.
class Message {
 public:
  explicit Message(std::string_view bytes) : bytes_(bytes) {}

  bool next() {
    if (bytes_.empty()) return false;
    key = number_at_front();
    value = number_at_front();
    text = {};
    if ((key & 7) == kBytes) {
      text = bytes_.substr(0, value);
      bytes_.remove_prefix(value);
    }
    return true;
  }

  std::uint64_t key = 0;
  std::uint64_t value = 0;
  std::string_view text;

 private:
  std::uint64_t number_at_front() {
    std::uint64_t number = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = static_cast<std::uint8_t>(bytes_.front());
      bytes_.remove_prefix(1);
      number |= std::uint64_t{byte & 0x7fu} << shift;
      if (byte < 0x80) return number;
    }
  }

  std::string_view bytes_;
};

void write_number(std::string& to, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) to += static_cast<char>(number | 0x80);
  to += static_cast<char>(number);
}

void write_text(std::string& to, std::uint64_t key, std::string_view text) {
  write_number(to, key);
  write_number(to, text.size());
  to += text;
}

std::string inflate_all(std::string_view packed, std::size_t size) {
  std::string text(size, '\0');
  uLongf unpacked = size;
  const int status = uncompress(reinterpret_cast<Bytef*>(text.data()), &unpacked,
                                reinterpret_cast<const Bytef*>(packed.data()), packed.size());
  if (status != Z_OK || unpacked != size) throw std::logic_error("not our own PBF file");
  return text;
}

std::string block_of(std::string_view blob) {
  std::size_t size = 0;
  std::string block;
  for (Message field(blob); field.next();) {
    if (field.key == kBlobRaw) block = field.text;
    if (field.key == kBlobRawSize) size = field.value;
    if (field.key == kBlobZlib) block = inflate_all(field.text, size);
  }
  return block;
}

}  // namespace

std::vector<std::string> unpack_pbf(std::string_view file) {
  std::vector<std::string> blocks;
  while (!file.empty()) {
    std::size_t header_size = 0;
    for (int i = 0; i < 4; ++i) header_size = header_size << 8 | static_cast<std::uint8_t>(file[i]);
    std::size_t blob_size = 0;
    for (Message field(file.substr(4, header_size)); field.next();) {
      if (field.key == kBlobHeaderSize) blob_size = field.value;
    }
    blocks.push_back(block_of(file.substr(4 + header_size, blob_size)));
    file.remove_prefix(4 + header_size + blob_size);
  }
  return blocks;
}

std::string pack_pbf(const std::vector<std::string>& blocks) {
  std::string file;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    std::string blob;
    write_text(blob, kBlobRaw, blocks[i]);
    std::string header;
    write_text(header, kBlobHeaderType, i == 0 ? "OSMHeader" : "OSMData");
    write_number(header, kBlobHeaderSize);
    write_number(header, blob.size());
    for (int shift = 24; shift >= 0; shift -= 8) file += static_cast<char>(header.size() >> shift);
    file += header + blob;
  }
  return file;
}

}  // namespace grend::fuzz
