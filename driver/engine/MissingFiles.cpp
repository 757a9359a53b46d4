#include "driver/engine/MissingFiles.h"

using namespace llvm;

namespace fastidious::driver {
namespace {

class RecordingFS : public vfs::ProxyFileSystem {
public:
  RecordingFS(IntrusiveRefCntPtr<vfs::FileSystem> Underlying, StringSet<> &Missing)
      : ProxyFileSystem(std::move(Underlying)), Missing(Missing) {}

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    return recorded(Path, ProxyFileSystem::status(Path));
  }
  ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const Twine &Path) override {
    return recorded(Path, ProxyFileSystem::openFileForRead(Path));
  }

private:
  template <typename T> ErrorOr<T> recorded(const Twine &Path, ErrorOr<T> Answer) {
    // A folder in the path that is a file is a path that is not there, too.
    if (std::error_code EC = Answer.getError();
        EC == std::errc::no_such_file_or_directory || EC == std::errc::not_a_directory)
      Missing.insert(Path.str());
    return Answer;
  }

  StringSet<> &Missing;
};

} // namespace

IntrusiveRefCntPtr<vfs::FileSystem> recordMissing(IntrusiveRefCntPtr<vfs::FileSystem> Underlying,
                                                  StringSet<> &Missing) {
  return makeIntrusiveRefCnt<RecordingFS>(std::move(Underlying), Missing);
}

} // namespace fastidious::driver
