# `./install.sh --package brew` fills in what stands between @, beside the archive.
class Vshim < Formula
  desc "Run the Python of the project you are in"
  url "file://@ARCHIVE@"
  sha256 "@SHA256@"
  license "MIT"

  depends_on "meson" => :build
  depends_on "ninja" => :build
  depends_on "pkgconf" => :build
  depends_on "inih"
  depends_on "libuv"

  def install
    system "meson", "setup", "build", *std_meson_args
    system "meson", "compile", "-C", "build", "--verbose"
    system "meson", "install", "-C", "build"
  end

  def caveats
    <<~END
      Set up your shell by adding one line to its start-up file:
        #{opt_bin}/vshim init
      prints which.
    END
  end

  test do
    system "python3", "-m", "venv", "--without-pip", "project/.venv"
    cd "project" do
      assert_equal "#{testpath}/project/.venv/bin/python\n", shell_output("#{bin}/vshim which python")
    end
  end
end
