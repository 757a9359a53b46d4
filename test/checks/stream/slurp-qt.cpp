// RUN: %check_fastidious stream-slurp %s
// Qt's devices: a file is read from the disk, what arrived at a socket is in memory already.
struct QByteArrayList {
  const struct QByteArray *begin() const;
  const struct QByteArray *end() const;
};
struct QByteArray {
  QByteArrayList split(char separator) const;
  const char *data() const;
  int size() const;
};
struct QIODevice {
  virtual ~QIODevice();
  QByteArray readAll();
  long long write(const QByteArray &);
};
struct QFile : QIODevice {};
struct QAbstractSocket : QIODevice {};
struct QTcpSocket : QAbstractSocket {};
struct QProcess : QIODevice {};

void copies(QFile &in, QFile &out) {
  out.write(in.readAll());
  //        ^ warning: 'in.readAll()' reads the whole of 'in' into memory, only to write it to another stream: memory grows with the input, and every byte is copied before the first is used; copy one chunk at a time
//^ note: consumed here
}
void copiesDevice(QIODevice *in, QFile *out) {
  out->write(in->readAll());
  //         ^ warning: 'in->readAll()' reads the whole of 'in' into memory, only to write it to another stream
//^ note: consumed here
}
void hasArrived(QTcpSocket *socket, QProcess &process, QFile &out) {
  out.write(socket->readAll());
  out.write(process.readAll());
}
// A device of the project, which is read and written: nothing tells what readAll waits for.
struct Server {
  QIODevice *device = nullptr;
  void echo() { device->write(device->readAll()); }
};

int countLines(QFile &in, int limit) {
  int count = 0;
  for (const QByteArray &line : in.readAll().split('\n'))
    //                          ^ warning: 'in.readAll()' reads the whole of 'in' into memory, only to take it line by line: memory grows with the input, and every byte is copied before the first is used; read each line as it is needed with 'readLine'
    //                          ^ note: consumed here
    count += line.size() > limit;
  return count;
}
// All lines are kept.
struct Editor {
  QByteArrayList lines;
  void open(QFile &in) { lines = in.readAll().split('\n'); }
};
QByteArrayList linesOf(QFile &in) { return in.readAll().split('\n'); }
