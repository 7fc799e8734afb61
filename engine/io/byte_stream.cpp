#include "engine/io/byte_stream.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <vector>
#include <zlib.h>

#include "engine/base/error.h"

namespace grend::io {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = std::size_t{1} << 18;
constexpr std::string_view kGzipMark = "\x1f\x8b";

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File open_file(const std::string& path) {
  std::error_code status;
  const bool folder = fs::is_directory(path, status);
  File file(folder ? nullptr : std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) {
    throw Error(ExitCode::kMissingInput,
                path + (folder ? ": is a folder, not a file"
                               : std::string(": cannot be opened: ") + std::strerror(errno)),
                "check the path, or the folder given as data directory");
  }
  return file;
}

// The next block of the file, empty at its end.
class Blocks {
 public:
  explicit Blocks(const std::string& path)
      : path_(path), file_(open_file(path)), buffer_(kBlock, '\0') {}

  std::string_view next() {
    const std::size_t size = std::fread(buffer_.data(), 1, buffer_.size(), file_.get());
    if (std::ferror(file_.get())) {
      throw Error(ExitCode::kIo, path_ + ": cannot be read: " + std::strerror(errno));
    }
    return {buffer_.data(), size};
  }

 private:
  const std::string& path_;
  File file_;
  std::string buffer_;
};

class Inflater {
 public:
  explicit Inflater(const std::string& path) : path_(path), out_(kBlock, '\0') {
    constexpr int kLargestWindow = 15, kGzipHeader = 16;
    if (inflateInit2(&stream_, kLargestWindow + kGzipHeader) != Z_OK) {
      throw InternalError("zlib cannot be started");
    }
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // False if the sink has had enough.
  bool take(std::string_view packed, const ByteSink& sink) {
    // zlib's interface is older than const.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(packed.size());
    bool full = false;  // more may wait inside zlib
    while (stream_.avail_in > 0 || full) {
      if (ended_) begin_next_member();
      stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
      stream_.avail_out = static_cast<uInt>(out_.size());
      const int status = inflate(&stream_, Z_NO_FLUSH);
      if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) fail("is damaged");
      const std::size_t size = out_.size() - stream_.avail_out;
      if (size > 0 && !sink({out_.data(), size})) return false;
      unpacked_ += size;
      ended_ = status == Z_STREAM_END;
      full = stream_.avail_out == 0 && !ended_;
    }
    return true;
  }

  void finish() {
    if (!ended_) fail("is cut off");
  }

 private:
  void begin_next_member() {
    inflateReset(&stream_);
    ended_ = false;
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ExitCode::kBadData,
                path_ + ": the gzip file " + what + " after " + std::to_string(unpacked_) +
                    " unpacked bytes",
                "download or copy it again; 'gzip -t' tells whether it is whole");
  }

  const std::string& path_;
  std::string out_;
  z_stream stream_{};
  std::size_t unpacked_ = 0;
  bool ended_ = false;
};

}  // namespace

void read_unpacked(const std::string& path, const ByteSink& sink) {
  Blocks blocks(path);
  std::string_view block = blocks.next();
  if (!block.starts_with(kGzipMark)) {
    while (!block.empty() && sink(block)) block = blocks.next();
    return;
  }
  Inflater inflater(path);
  while (!block.empty()) {
    if (!inflater.take(block, sink)) return;
    block = blocks.next();
  }
  inflater.finish();
}

}  // namespace grend::io
