from setuptools import find_packages, setup

NAME = "serve-ascend"


def read_version():
    return open("version.txt").read()


setup(
    name=NAME,
    version=read_version(),
    license="Apache-2.0",
    description="Serving on one kind of processor",
    packages=find_packages(),
    install_requires=[
        "torch>=2.1",
        "numpy<3",
        "computed==" + read_version(),
    ],
    extras_require={"test": ["pytest"]},
)
